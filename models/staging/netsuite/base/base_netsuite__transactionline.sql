{{ readable('netsuite', 'transactionline', parent='transaction') }}
