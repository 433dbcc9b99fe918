{{ readable('netsuite', 'subsidiary') }}
