-- Retention drops whole days. Detaching needs the table for itself, for an instant; a day's files are removed when
-- nothing waits for it any more. (DETACH … CONCURRENTLY can't be had beside a default partition.)
CREATE FUNCTION "decision_days"."detach"("parent" regclass, "partition" text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s DETACH PARTITION decision_days.%I', "parent", "partition");
END
$$;

-- Does nothing to a partition that is in use.
CREATE FUNCTION "decision_days"."drop_detached"("partition" text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM pg_inherits WHERE inhrelid = to_regclass(format('decision_days.%I', "partition"))
  ) THEN
    RETURN;
  END IF;
  EXECUTE format('DROP TABLE IF EXISTS decision_days.%I', "partition");
END
$$;
