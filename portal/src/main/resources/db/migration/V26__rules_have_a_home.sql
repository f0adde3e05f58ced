-- R__the_wave.sql says the rules of a purchase and decides waves from here on; it makes anew what is taken away here.
drop function till.decide_wave(int, int, text, timestamptz, date, uuid, uuid, uuid[], text[], bigint[], bigint[], bigint[],
    text[], bigint[], float8[], bigint[], text[], bytea[], bigint[], text[], text[]);
drop function till.undo_wave, till.objection, till.spent_after, till.counted, till.same_day, till.same_week, till.same_month;
drop function till.exceeded(bigint[], bigint[], bigint[]);
drop function till.exceeded(
    bigint[], bigint[], bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint);
