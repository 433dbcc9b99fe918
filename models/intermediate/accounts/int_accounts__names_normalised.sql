{#- Three legal forms in a row are the most that companies carry: "Acme & Co., Ltd. (Pte)". -#}
{%- set rounds = 3 -%}

with

records as (
    select * from {{ ref('int_accounts__records_known') }}
),

countries as (
    select * from {{ ref('int_accounts__countries_normalised') }}
),

legal_forms as (
    select * from {{ ref('legal_forms') }}
),

forms as (
    select
        legal_forms.legal_form,
        nullif(legal_forms.country_code, '') as country_code,
        legal_forms.place,
        {{ last_word('legal_forms.legal_form') }} as ending_word,
        split_part(legal_forms.legal_form, ' ', 1) as first_word
    from legal_forms
),

-- A record without a name stays until the end: without it DuckDB would normalise names twice.
names_0 as (
    select
        records.record_key,
        countries.country_code,
        {{ normalise_name('records.account_name') }} as name
    from records
    left join countries
        on records.record_key = countries.record_key
),

-- A form counts only after another word: "Company" and "AG" alone are names.
{%- for round in range(1, rounds + 1) %}

endings_{{ round }} as (
    select
        names.record_key,
        max(length(forms.legal_form)) as form_length
    from names_{{ round - 1 }} as names
    inner join forms
        on {{ last_word('names.name') }} = forms.ending_word
        and right(names.name, length(forms.legal_form) + 1) = ' ' || forms.legal_form
        and (forms.country_code is null or names.country_code = forms.country_code)
    where forms.place in ('end', 'both')
    group by names.record_key
),

names_{{ round }} as (
    select
        names.record_key,
        names.country_code,
        coalesce(
            left(names.name, length(names.name) - endings.form_length - 1),
            names.name
        ) as name
    from names_{{ round - 1 }} as names
    left join endings_{{ round }} as endings
        on names.record_key = endings.record_key
),
{%- endfor %}

beginnings as (
    select
        names.record_key,
        max(length(forms.legal_form)) as form_length
    from names_{{ rounds }} as names
    inner join forms
        on split_part(names.name, ' ', 1) = forms.first_word
        and left(names.name, length(forms.legal_form) + 1) = forms.legal_form || ' '
        and (forms.country_code is null or names.country_code = forms.country_code)
    where forms.place in ('start', 'both')
    group by names.record_key
),

-- Chinese, Japanese and Korean write the form without a space, before or after the name.
glued as (
    select
        names.record_key,
        max(
            case
                when left(names.name, length(forms.legal_form)) = forms.legal_form
                    then length(forms.legal_form)
            end
        ) as start_length,
        max(
            case
                when right(names.name, length(forms.legal_form)) = forms.legal_form
                    then length(forms.legal_form)
            end
        ) as end_length
    from names_{{ rounds }} as names
    inner join forms
        on forms.place = 'glued'
        and position(forms.legal_form in names.name) > 0
        and length(names.name) > length(forms.legal_form)
    where not {{ is_ascii('names.name') }}
    group by names.record_key
),

bare as (
    select
        names.record_key,
        names.country_code,
        coalesce(
            trim(left(names.name, length(names.name) - glued.end_length)),
            trim(substring(names.name, glued.start_length + 1)),
            substring(names.name, beginnings.form_length + 2),
            names.name
        ) as match_name
    from names_{{ rounds }} as names
    left join beginnings
        on names.record_key = beginnings.record_key
    left join glued
        on names.record_key = glued.record_key
    where names.name is not null
),

-- What is left of the whole name is its legal form: "pty ltd", "gmbh and co kg".
form_spellings as (
    select
        replace(legal_form, ' ', '') as spelling,
        min(same_as) as same_as
    from legal_forms
    group by replace(legal_form, ' ', '')
),

final as (
    select
        bare.record_key,
        bare.country_code,
        bare.match_name,
        coalesce(
            form_spellings.same_as,
            nullif(replace(replace(names_0.name, bare.match_name, ''), ' ', ''), '')
        ) as legal_form
    from bare
    inner join names_0
        on bare.record_key = names_0.record_key
    left join form_spellings
        on replace(replace(names_0.name, bare.match_name, ''), ' ', '') = form_spellings.spelling
)

select * from final
