{{ conform('adjustments') }}
