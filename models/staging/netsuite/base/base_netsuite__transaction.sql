{{ readable('netsuite', 'transaction') }}
