{{ conform('deal_lines') }}
