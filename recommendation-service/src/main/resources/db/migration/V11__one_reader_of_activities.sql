-- All that follows from activity is read at once. The reader goes back to where the slower of the two was: applying an event
-- again changes nothing.
UPDATE feed_cursor a SET cursor = f.cursor
FROM (SELECT coalesce((SELECT cursor FROM feed_cursor WHERE feed = 'feedback'), '') AS cursor) f
WHERE a.feed = 'activities'
  AND (f.cursor = '' OR string_to_array(f.cursor, '.')::bigint[] < string_to_array(a.cursor, '.')::bigint[]);
DELETE FROM feed_cursor WHERE feed = 'feedback';

UPDATE feed_dead_letter l SET feed = 'activities'
WHERE feed = 'feedback'
  AND NOT EXISTS (SELECT FROM feed_dead_letter o WHERE o.feed = 'activities' AND o.event_id = l.event_id);
DELETE FROM feed_dead_letter WHERE feed = 'feedback';

-- Changes with every page that speaks of the account: with room beside the row, its index need not hear of that.
ALTER TABLE account_context SET (fillfactor = 60);
