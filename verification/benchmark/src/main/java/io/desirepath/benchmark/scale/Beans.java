package io.desirepath.benchmark.scale;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Makes the service's own beans as its container does, by their constructors, and puts into them what they would have read from
 * PostgreSQL. There is no database: a bean that asks for one fails.
 */
final class Beans {

    private static final int CONVERTER_PRIORITY = 200;

    private final Map<Class<?>, Object> made = new LinkedHashMap<>();
    private final Map<String, String> settings;

    /** @param settings that are not as shipped, by their full names */
    Beans(Map<String, String> settings) {
        this.settings = settings;
        DataSource none = (DataSource) Proxy.newProxyInstance(
                Beans.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    throw new IllegalStateException("there is no database here");
                });
        with(DataSource.class, none);
    }

    <T> Beans with(Class<T> type, T bean) {
        made.put(type, bean);
        return this;
    }

    /** The one bean of a type, made when it is first asked for. */
    <T> T get(Class<T> type) {
        Object known = made.get(type);
        if (known == null) {
            known = type.isAnnotationPresent(ConfigMapping.class) ? settings(type) : construct(type);
            made.put(type, known);
        }
        return type.cast(known);
    }

    /** Puts a value into a field, as its follower would have done. */
    void put(Class<?> bean, String field, Object value) {
        try {
            Field found = bean.getDeclaredField(field);
            found.setAccessible(true);
            found.set(get(bean), value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the service has changed: " + bean.getSimpleName() + "." + field, e);
        }
    }

    /** Calls a method of the bean's class that is not public. */
    @Nullable
    Object call(Class<?> bean, String method, @Nullable Object... arguments) {
        try {
            for (Method found : bean.getDeclaredMethods()) {
                if (found.getName().equals(method) && found.getParameterCount() == arguments.length) {
                    found.setAccessible(true);
                    return found.invoke(get(bean), arguments);
                }
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(bean.getSimpleName() + "." + method + " fails", e);
        }
        throw new IllegalStateException("the service has changed: " + bean.getSimpleName() + "." + method);
    }

    private Object construct(Class<?> type) {
        Constructor<?> constructor = type.getDeclaredConstructors()[0];
        List<Object> arguments = new ArrayList<>();
        for (Parameter parameter : constructor.getParameters()) {
            // Nobody listens to what is answered.
            arguments.add(parameter.getType() == List.class ? List.of() : get(parameter.getType()));
        }
        try {
            constructor.setAccessible(true);
            return constructor.newInstance(arguments.toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the service has changed: " + type, e);
        }
    }

    private <T> T settings(Class<T> type) {
        return new SmallRyeConfigBuilder()
                .withConverter(Duration.class, CONVERTER_PRIORITY, new DurationConverter())
                .withMapping(type)
                .withDefaultValues(settings)
                .withValidateUnknown(false)
                .build()
                .getConfigMapping(type);
    }
}
