-- Where articles of the clusterer's window lie in the space of a model. Derived: `clear_derived` empties it.
create table embedding (
    article_id {key},
    model bigint not null,                        -- hash of the model's name: vectors of two models are not compared
    vector {blob} not null                        -- a byte for each component; empty when the article has no text to read
);
