-- Several ways to sign in for one person, the devices they are signed in with, and what outlives a session.

alter table identity.session
    -- Until when this session's person is asked to prove once more who they are: until then nobody else may sign in over it.
    add column prove_until timestamptz;
