{{ readable('netsuite', 'revenueplan') }}
