-- Texts with the language whose words say that somebody wants to buy.
-- In:  $words_en, $words_es, $words_de, $words_fr, $refusals (patterns); place texts (rows with a
--      column text).
-- Out: the columns of texts, and language (NULL: nobody wants to buy, or the text is unknown).
select said.* exclude (plain),
    case
        when regexp_matches(said.plain, $refusals) then null
        when regexp_matches(said.plain, $words_en) then 'en'
        when regexp_matches(said.plain, $words_es) then 'es'
        when regexp_matches(said.plain, $words_de) then 'de'
        when regexp_matches(said.plain, $words_fr) then 'fr'
    end as language
from (
    select t.*,
        strip_accents(replace(replace(lower(t.text), '’', ''''), 'ß', 'ss')) as plain
    from (
{texts}
    ) as t
) as said
