"""Cart attributes of an order: what a link said is kept, and nothing that people wrote."""

from workspaces import Brand

ORDERS = (
    "Name,Email,Financial Status,Currency,Total,Created at,Lineitem name,Lineitem quantity,"
    "Lineitem price,Note Attributes,Id\n"
    '#1001,ana@example.com,paid,EUR,20.00,2026-10-01 10:00:00 +0200,Coffee,1,20.00,"'
    "utm_source: tiktok\nrecipient_email: ben@example.com\ngift_for: Ben Example\n"
    'utm_campaign: autumn",5001\n'
)


def test_only_the_link_of_cart_attributes_is_kept_and_a_rebuild_reads_the_same(
    brand: Brand,
) -> None:
    brand.bring("orders_export.csv", ORDERS)
    first = brand.tables()

    brand.rebuild()

    assert brand.tables() == first
    assert brand.rows("select utm_source, utm_campaign from sale") == [("tiktok", "autumn")]
    kept = [path.read_bytes() for path in brand.workspace.folder.rglob("*") if path.is_file()]
    assert not any(b"ben@example.com" in content.lower() for content in kept)
    assert not any(b"Ben Example" in content for content in kept)
