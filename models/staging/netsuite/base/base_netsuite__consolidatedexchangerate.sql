{{ readable('netsuite', 'consolidatedexchangerate') }}
