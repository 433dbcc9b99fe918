{{ readable('netsuite', 'account') }}
