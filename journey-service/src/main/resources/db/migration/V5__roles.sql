-- The role of a contact in the buying group weighs what the contact does; it comes by the same feed as the consent.
ALTER TABLE contact_consent RENAME TO contact_profile;
ALTER TABLE contact_profile RENAME CONSTRAINT contact_consent_pkey TO contact_profile_pkey;
ALTER TABLE contact_profile ADD COLUMN role text;
COMMENT ON COLUMN contact_profile.role IS 'as it is now, for the past as well; null if nobody knows';
