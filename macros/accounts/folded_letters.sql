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
    {#- What a loop sets is forgotten at its end, unless a namespace keeps it. -#}
    {%- set folded = namespace(text="translate(" ~ expression ~ ", '" ~ accented ~ "', '" ~ plain ~ "')") -%}
    {%- for sign, letters in [('ß', 'ss'), ('æ', 'ae'), ('œ', 'oe'), ('þ', 'th'), ('㈱', ' 株 ')] -%}
        {%- set folded.text = "replace(" ~ folded.text ~ ", '" ~ sign ~ "', '" ~ letters ~ "')" -%}
    {%- endfor -%}
    {#- Accents without a composed letter, characters that cannot be seen, apostrophes that are not plain. -#}
    {{ tieout.replace_pattern(folded.text, '[\\x{0300}-\\x{036F}\\p{Cf}’‘`´]', '') }}
{%- endmacro %}
