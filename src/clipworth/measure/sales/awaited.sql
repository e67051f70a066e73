-- Statuses by which shops say that the payment of an order is still to come.
-- Out: one row per status, lower case: status.
select unnest([
    -- Shopify: Financial Status, and financial_status of its API.
    'pending', 'authorized', 'partially_paid', 'expired', 'unpaid',
    -- WooCommerce; an order that is `pending` there was begun and not placed.
    'on-hold', 'wc-on-hold', 'on hold'
]) as status
