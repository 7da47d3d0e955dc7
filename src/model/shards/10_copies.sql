-- What the shards of the dossiers know of agencies, services and settings: every
-- server has these few columns, and triggers keep them.  The tables themselves
-- stay on the coordinator with the rest of the model.
CREATE TABLE @schema@.dossier_agency (
    id    bigint PRIMARY KEY,
    bloc  text NOT NULL,
    level text NOT NULL
);

CREATE TABLE @schema@.dossier_service (
    code         text PRIMARY KEY,
    online_level text NOT NULL,
    field        text NOT NULL
);

CREATE TABLE @schema@.dossier_setting (
    id   boolean PRIMARY KEY,
    zone text NOT NULL
);

INSERT INTO @schema@.dossier_agency (id, bloc, level) SELECT id, bloc, level FROM @schema@.agency;

INSERT INTO @schema@.dossier_service (code, online_level, field) SELECT code, online_level, field FROM @schema@.service;

INSERT INTO @schema@.dossier_setting (id, zone) SELECT id, zone FROM @schema@.setting;
