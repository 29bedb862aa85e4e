CREATE TABLE older (n integer NOT NULL);
