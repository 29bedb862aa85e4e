package io.desirepath.persona.contact.domain;

/** What personal data may be used for, each with a consent of its own (GDPR article 6, paragraph 1, point a). */
public enum ConsentPurpose {
    PROFILING,
    MARKETING_EMAIL,
    ADVERTISING
}
