-- Why a source waits longer than its own rhythm though nothing is wrong with it; null once it was asked again.
alter table source add column postponed text;
