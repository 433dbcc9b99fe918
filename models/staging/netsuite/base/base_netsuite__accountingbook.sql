{{ readable('netsuite', 'accountingbook') }}
