package io.desirepath.persona.contact;

import io.desirepath.service.page.Page;
import io.desirepath.service.page.PageSize;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One page of contacts in the order of their ids.
 *
 * @param nextPageToken null on the last page
 */
@Schema(name = "ContactList")
public record ContactList(
        List<ContactView> contacts, @Nullable String nextPageToken) {

    /** @param found up to one contact more than the page takes */
    static ContactList of(List<ContactEntity> found, PageSize size) {
        Page<ContactView> page = Page.cut(found.stream().map(ContactView::of).toList(), size, c -> c.id().value());
        return new ContactList(page.items(), page.nextPageToken());
    }
}
