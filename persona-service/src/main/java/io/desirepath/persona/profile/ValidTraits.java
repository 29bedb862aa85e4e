package io.desirepath.persona.profile;

import io.desirepath.persona.profile.domain.Traits;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Traits as {@link Traits} allows them, and not too many. Null is allowed. */
@Documented
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = ValidTraits.Validator.class)
public @interface ValidTraits {

    String message() default "must have at most " + Traits.MAX_ENTRIES + " entries";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Names the trait that is not allowed. */
    class Validator implements ConstraintValidator<ValidTraits, Map<String, Object>> {
        @Override
        public boolean isValid(@Nullable Map<String, Object> traits, ConstraintValidatorContext context) {
            if (traits == null) {
                return true;
            }
            boolean valid = traits.size() <= Traits.MAX_ENTRIES;
            for (var trait : traits.entrySet()) {
                var objection = Traits.objection(trait.getKey(), trait.getValue());
                if (objection.isPresent()) {
                    // addPropertyNode, not the template: a client's text must never become an expression.
                    context.buildConstraintViolationWithTemplate(objection.get())
                            .addPropertyNode(trait.getKey())
                            .addConstraintViolation();
                    context.disableDefaultConstraintViolation();
                    valid = false;
                }
            }
            return valid;
        }
    }
}
