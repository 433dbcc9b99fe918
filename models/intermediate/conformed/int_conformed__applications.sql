{{ conform('applications') }}
