{{ readable('netsuite', 'entityaddress') }}
