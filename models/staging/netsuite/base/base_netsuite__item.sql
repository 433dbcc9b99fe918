{{ readable('netsuite', 'item') }}
