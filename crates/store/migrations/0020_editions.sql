-- Front pages and sections of the languages that a visitor chose.
create index story_section_lang on story (section, lang, rank, id) where redirect_to is null;
-- No list of a section's articles is asked for.
drop index article_section;
