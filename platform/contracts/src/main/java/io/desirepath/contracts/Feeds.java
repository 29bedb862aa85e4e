package io.desirepath.contracts;

/** The names of the change feeds between services, and the types of the events on them. */
public final class Feeds {

    /** journey-service to persona- and recommendation-service: {@link ActivityRecorded}. */
    public static final String ACTIVITIES = "activities";

    public static final String ACTIVITY_RECORDED = "activity.recorded";

    /** persona-service to journey- and recommendation-service: {@link AccountProfile}, {@link ContactProfile}. */
    public static final String PROFILES = "profiles";

    public static final String ACCOUNT_UPDATED = "account.updated";
    public static final String ACCOUNT_DELETED = "account.deleted";
    public static final String CONTACT_UPDATED = "contact.updated";
    public static final String CONTACT_DELETED = "contact.deleted";

    /** journey-service to recommendation-service: {@link StageBelief}, {@link StageTransition}. */
    public static final String STAGES = "stages";

    public static final String BELIEF_UPDATED = "stage.belief-updated";
    public static final String STAGE_TRANSITIONED = "stage.transitioned";

    private Feeds() {}
}
