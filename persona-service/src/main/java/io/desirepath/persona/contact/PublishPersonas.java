package io.desirepath.persona.contact;

import io.desirepath.contracts.Feeds;
import io.desirepath.persona.persona.PublishAssignment;
import io.desirepath.service.feed.ChangeFeed;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;

/** A contact's persona is part of its profile: a new one is a new revision. */
@ApplicationScoped
public class PublishPersonas implements PublishAssignment {

    private final ContactLinks links;
    private final ChangeFeed profiles;

    PublishPersonas(ContactLinks links, @Identifier(Feeds.PROFILES) ChangeFeed profiles) {
        this.links = links;
        this.profiles = profiles;
    }

    @Override
    public void changed(Connection tx, Collection<String> contacts) throws SQLException {
        links.revise(tx, contacts);
        profiles.append(tx, ContactProfiles.updated(tx, contacts));
    }
}
