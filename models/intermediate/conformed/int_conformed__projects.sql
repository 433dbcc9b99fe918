{{ conform('projects') }}
