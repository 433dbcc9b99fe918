{{ readable('netsuite', 'accountingperiod') }}
