package io.desirepath.persona.persona;

import io.desirepath.persona.profile.domain.Text;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A few lines of text, none of them twice. */
@Documented
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = ShortTexts.Validator.class)
public @interface ShortTexts {

    int MAX_ITEMS = 30;
    int MAX_LENGTH = 300;

    String message() default
            "must have at most " + MAX_ITEMS + " different lines of 1 to " + MAX_LENGTH + " characters each";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Says no to the list as a whole. */
    class Validator implements ConstraintValidator<ShortTexts, List<String>> {
        @Override
        public boolean isValid(@Nullable List<String> texts, ConstraintValidatorContext context) {
            return texts == null
                    || (texts.size() <= MAX_ITEMS
                            && texts.stream().distinct().count() == texts.size()
                            && texts.stream().allMatch(Validator::isShort));
        }

        private static boolean isShort(@Nullable String text) {
            return text != null && !text.isBlank() && text.length() <= MAX_LENGTH && Text.isSingleLine(text);
        }
    }
}
