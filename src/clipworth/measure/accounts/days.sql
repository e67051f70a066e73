-- Days of accounts.
-- Out: one row per account and day: the counters of account_day.
select
    lower(d.account) as account, d.day, d.views, d.reach, d.profile_visits, d.likes, d.comments,
    d.shares, d.website_clicks, d.phone_clicks, d.leads, d.followers, d.new_followers,
    d.lost_followers, d.viewers, null::varchar as currency, d._receipt, d._row
from account_day as d
