{#
    The steps of `normalise_text` on text that is lower case already.
    Arguments: expression (SQL text); folds, false where the text is known to be plain ASCII. Returns a SQL expression.
#}
{% macro tidy_text(expression, folds=true) -%}
    {%- set accented = (
        'àáâãäåçèéêëìíîïñòóôõöùúûüýÿāăąćĉċčďēĕėęěĝğġģĥĩīĭįĵķĺļľńņňōŏőŕŗřśŝşšţťũ'
        ~ 'ūŭůűųŵŷźżžǎǐǒǔǖǘǚǜǟǡǣǧǩǫǭǯǰǵǹǻǽǿȁȃȅȇȉȋȍȏȑȓȕȗșțȟάέήίΰϊϋόύώḁḃḅḇḉḋḍḏḑḓḕḗḙ'
        ~ 'ḛḝḟḡḣḥḧḩḫḭḯḱḳḵḷḹḻḽḿṁṃṅṇṉṋṍṏṑṓṕṗṙṛṝṟṡṣṥṧṩṫṭṯṱṳṵṷṹṻṽṿẁẃẅẇẉẋẍẏẑẓẕẖẗẘẙẛạảấ'
        ~ 'ầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹѐёøłđðıςħŧ０１２３４５６７８９ａｂｃｄｅｆｇｈ'
        ~ 'ｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ'
    ) -%}
    {%- set plain = (
        'aaaaaaceeeeiiiinooooouuuuyyaaaccccdeeeeegggghiiiijklllnnnooorrrssssttu'
        ~ 'uuuuuwyzzzaiouuuuuaaægkooʒjgnaæøaaeeiioorruusthαεηιυιυουωabbbcdddddeee'
        ~ 'eefghhhhhiikkkllllmmmnnnnoooopprrrrsssssttttuuuuuvvwwwwwxxyzzzhtwyſaaa'
        ~ 'aaaaaaaaaeeeeeeeeiioooooooooooouuuuuuuyyyyееolddiσht0123456789abcdefgh'
        ~ 'ijklmnopqrstuvwxyz'
    ) -%}
    {%- set text = expression -%}
    {%- if folds -%}
        {%- set text = "translate(" ~ text ~ ", '" ~ accented ~ "', '" ~ plain ~ "')" -%}
        {%- for sign, letters in [('ß', 'ss'), ('æ', 'ae'), ('œ', 'oe'), ('þ', 'th'), ('㈱', ' 株 ')] -%}
            {%- set text = "replace(" ~ text ~ ", '" ~ sign ~ "', '" ~ letters ~ "')" -%}
        {%- endfor -%}
        {#- Accents without a composed letter, characters that cannot be seen, apostrophes that are not plain. -#}
        {%- set text = tieout.replace_pattern(text, '[\\x{0300}-\\x{036F}\\p{Cf}’‘`´]', '') -%}
    {%- endif -%}
    {%- set text = "replace(replace(replace(" ~ text ~ ", '&', ' and '), '.', ''), '''', '')" -%}
    {%- set text = tieout.replace_pattern(text, '[^\\p{L}\\p{N}\\p{M}]+', ' ') -%}
    {%- set text = tieout.replace_pattern(text, ' (und|et|y|och) ', ' and ') -%}
    nullif(trim({{ text }}), '')
{%- endmacro %}
