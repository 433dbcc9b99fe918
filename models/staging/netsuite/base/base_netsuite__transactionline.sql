{{ readable('netsuite', 'transactionline') }}
