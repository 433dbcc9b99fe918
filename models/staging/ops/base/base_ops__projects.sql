{{ readable('ops', 'projects') }}
