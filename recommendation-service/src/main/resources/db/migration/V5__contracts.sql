-- What a merchant declares of a product beyond its name: all may be missing.
ALTER TABLE product
    ADD COLUMN category      text,
    ADD COLUMN brand         text,
    ADD COLUMN tier          integer CHECK (tier > 0),
    ADD COLUMN pack_size     integer CHECK (pack_size > 0),
    ADD COLUMN minimum_order integer CHECK (minimum_order > 0),
    ADD COLUMN unit          text,
    ADD COLUMN stock         integer CHECK (stock >= 0),
    ADD COLUMN in_stock      boolean,
    ADD COLUMN countries     text[],
    ADD COLUMN image_url     text,
    ADD COLUMN url           text,
    ADD COLUMN attributes    text,
    ADD COLUMN relations     text;
COMMENT ON COLUMN product.stock IS 'null: nobody says how many there are';
COMMENT ON COLUMN product.in_stock IS 'false: there is none, whatever the quantity says; null: nobody says';
COMMENT ON COLUMN product.attributes IS 'JSON object of strings, numbers and booleans, keys sorted';
COMMENT ON COLUMN product.relations IS 'JSON list of kind and productId';

-- What decides which contract holds for an account.
ALTER TABLE account_context
    ADD COLUMN price_group   text,
    ADD COLUMN catalog_group text,
    ADD COLUMN parent_id     text COLLATE "C";
CREATE INDEX account_context_by_parent ON account_context (parent_id) WHERE parent_id IS NOT NULL;

-- Documents: what was declared, as JSON. A deleted one keeps its row, so that followers see that it went.
CREATE TABLE catalog (
    id          text COLLATE "C" PRIMARY KEY,
    declared    jsonb,
    revision    bigint      NOT NULL DEFAULT 0,
    incarnation bigint      NOT NULL DEFAULT 0,
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now(),
    changed_in  xid8        NOT NULL DEFAULT pg_current_xact_id()
);
COMMENT ON COLUMN catalog.declared IS 'null once deleted';
COMMENT ON COLUMN catalog.incarnation IS 'the revision with which it was created, again after a deletion';
CREATE TABLE price_list (LIKE catalog INCLUDING ALL);
CREATE TABLE content_item (LIKE catalog INCLUDING ALL);
CREATE INDEX catalog_by_change ON catalog (changed_in, id);
CREATE INDEX price_list_by_change ON price_list (changed_in, id);
CREATE INDEX content_item_by_change ON content_item (changed_in, id);
CREATE INDEX catalog_by_account ON catalog USING gin ((declared -> 'accounts'));
CREATE INDEX price_list_by_account ON price_list USING gin ((declared -> 'accounts'));

CREATE TABLE price_list_entry (
    price_list_id text COLLATE "C" NOT NULL,
    incarnation   bigint           NOT NULL,
    product_id    text COLLATE "C" NOT NULL,
    steps         text,
    pack_size     integer CHECK (pack_size > 0),
    minimum_order integer CHECK (minimum_order > 0),
    unit          text,
    changed_in    xid8             NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (price_list_id, incarnation, product_id)
);
COMMENT ON COLUMN price_list_entry.incarnation IS 'of the price list: entries of an earlier one no longer count';
COMMENT ON COLUMN price_list_entry.steps IS 'JSON list of from and unitPrice, by rising quantity; null once deleted';
CREATE INDEX price_list_entry_by_change ON price_list_entry (changed_in, price_list_id, product_id);

-- product_changed, of the first migration, notes the transaction.
CREATE TRIGGER catalog_changed BEFORE UPDATE ON catalog FOR EACH ROW EXECUTE FUNCTION product_changed();
CREATE TRIGGER price_list_changed BEFORE UPDATE ON price_list FOR EACH ROW EXECUTE FUNCTION product_changed();
CREATE TRIGGER content_item_changed BEFORE UPDATE ON content_item FOR EACH ROW EXECUTE FUNCTION product_changed();
CREATE TRIGGER price_list_entry_changed
    BEFORE UPDATE ON price_list_entry FOR EACH ROW EXECUTE FUNCTION product_changed();
