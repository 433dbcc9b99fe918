{{ readable('netsuite', 'transactionaccountingline', parent='transaction') }}
