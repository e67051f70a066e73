-- Whether any order could be tracked to TikTok: by a code that speaks, or by tags on orders.
-- In:  places speaking_codes.
-- Out: one row: trackable.
select
    exists (select 1 from (
{speaking_codes}
    ) as spoken)
    or exists (select 1 from sale as tagged where tagged.utm_source is not null) as trackable
