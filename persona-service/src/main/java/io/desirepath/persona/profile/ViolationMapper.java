package io.desirepath.persona.profile;

import io.desirepath.contracts.ProblemType;
import io.desirepath.service.problem.ProblemMappers;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Names each field that breaks a constraint, and the rule it breaks. */
public class ViolationMapper {

    private static final int MAX_SHOWN = 10;

    @ServerExceptionMapper
    public Response violation(ConstraintViolationException e) {
        String detail = e.getConstraintViolations().stream()
                .map(ViolationMapper::sentence)
                .sorted()
                .limit(MAX_SHOWN)
                .collect(Collectors.joining("; "));
        return ProblemMappers.response(ProblemType.INVALID_REQUEST, detail);
    }

    private static String sentence(ConstraintViolation<?> violation) {
        String field = field(violation.getPropertyPath());
        return field.isEmpty() ? violation.getMessage() : field + ": " + violation.getMessage();
    }

    /** The path as the client knows it: without the Java method and the name of its body parameter. */
    private static String field(Path path) {
        List<String> names = new ArrayList<>();
        for (Path.Node node : path) {
            boolean ours = node.getKind() == ElementKind.METHOD || node.getKind() == ElementKind.PARAMETER;
            boolean item = node.getKind() == ElementKind.CONTAINER_ELEMENT;
            if (node.getIndex() != null && !names.isEmpty()) {
                names.add(names.removeLast() + "[" + node.getIndex() + "]");
            }
            if (!ours && !item && node.getName() != null) {
                names.add(node.getName());
            }
        }
        return String.join(".", names);
    }
}
