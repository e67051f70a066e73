"""All canonical tables that exist; a contract test walks them."""

from clipworth.model.catalogue import accounts, ads, brand, channels, sales, tiktok_shop, web

TABLES = {
    table.name: table
    for table in (
        accounts.ACCOUNT_DAY,
        accounts.POST,
        brand.POST_PLAN,
        accounts.AUDIENCE_SHARE,
        accounts.AUDIENCE_HOUR,
        ads.AD_DAY,
        ads.AD_PERIOD,
        ads.AD_SPLIT_DAY,
        sales.SALE,
        sales.SALE_LINE,
        sales.SALE_CODE,
        sales.REFUND,
        sales.REFUND_PART,
        brand.CREATOR,
        brand.COST,
        brand.PRODUCT_COST,
        brand.PROMO_CODE,
        brand.FX_RATE,
        tiktok_shop.SHOP_ORDER,
        tiktok_shop.SHOP_ORDER_LINE,
        tiktok_shop.SHOP_SETTLEMENT,
        tiktok_shop.AFFILIATE_SALE,
        tiktok_shop.SHOP_POST,
        tiktok_shop.SHOP_CREATOR,
        tiktok_shop.GMV_MAX,
        web.WEB_EVENT,
        web.WEB_TOTAL,
        channels.CHANNEL_POST,
        channels.CHANNEL_DAY,
        channels.CHANNEL_AUDIENCE,
        channels.OTHER_AD,
        brand.STOCK,
        brand.SURVEY_ANSWER,
        brand.REGION_DAY,
        brand.UGC_POST,
        brand.COMMENT,
        brand.COMPETITOR_DAY,
        brand.LIFT_SURVEY,
    )
}
