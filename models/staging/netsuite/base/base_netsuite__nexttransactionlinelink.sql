{{ readable('netsuite', 'nexttransactionlinelink') }}
