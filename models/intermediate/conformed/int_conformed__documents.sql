{{ conform('documents') }}
