{{ readable('netsuite', 'revenueelement') }}
