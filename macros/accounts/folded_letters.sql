{#
    The letters of `folded_text`, on text that is lower case already.
    Arguments: expression (SQL text). Returns a SQL expression.
#}
{% macro folded_letters(expression) -%}
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
    {%- set text = "translate(" ~ expression ~ ", '" ~ accented ~ "', '" ~ plain ~ "')" -%}
    {%- for sign, letters in [('ß', 'ss'), ('æ', 'ae'), ('œ', 'oe'), ('þ', 'th'), ('㈱', ' 株 ')] -%}
        {%- set text = "replace(" ~ text ~ ", '" ~ sign ~ "', '" ~ letters ~ "')" -%}
    {%- endfor -%}
    {#- Accents without a composed letter, characters that cannot be seen, apostrophes that are not plain. -#}
    {{ tieout.replace_pattern(text, '[\\x{0300}-\\x{036F}\\p{Cf}’‘`´]', '') }}
{%- endmacro %}
