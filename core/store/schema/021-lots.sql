-- Nothing asks for the lots of a holder by index: balances are accounts (001), and what is left is
-- found by lot_open (005). Every harvest paid for this one with a page of its commit.

DROP INDEX IF EXISTS lot_by_holder;
