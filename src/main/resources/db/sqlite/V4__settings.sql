-- How a conversation's model is asked, as JSON; null where all is as configured.
alter table conversation add column settings text;
