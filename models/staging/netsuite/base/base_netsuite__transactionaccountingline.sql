{{ readable('netsuite', 'transactionaccountingline') }}
