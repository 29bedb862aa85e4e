package io.desirepath.journey.stage.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.deser.std.StdDelegatingDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdDelegatingSerializer;
import com.fasterxml.jackson.databind.type.TypeFactory;
import com.fasterxml.jackson.databind.util.Converter;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.desirepath.journey.stage.domain.StageModel;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The JSON of stored models: independent of how the public API is configured, and exact to the last bit. */
final class ModelJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new SimpleModule()
                    .addSerializer(
                            StageModel.class,
                            new StdDelegatingSerializer(
                                    StageModel.class, converter(StageModel.class, ModelFile.class, ModelFile::of)))
                    .addDeserializer(
                            StageModel.class,
                            new StdDelegatingDeserializer<>(
                                    converter(ModelFile.class, StageModel.class, ModelFile::model))))
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private ModelJson() {}

    private static <A, B> Converter<A, B> converter(Class<A> from, Class<B> to, Function<A, B> by) {
        return new Converter<>() {
            @Override
            public B convert(A value) {
                return by.apply(value);
            }

            @Override
            public JavaType getInputType(TypeFactory types) {
                return types.constructType(from);
            }

            @Override
            public JavaType getOutputType(TypeFactory types) {
                return types.constructType(to);
            }
        };
    }

    static @Nullable String write(@Nullable Object value) {
        try {
            return value == null ? null : MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a model cannot be written", e);
        }
    }

    static <T> @Nullable T read(@Nullable String json, Class<T> type) {
        try {
            return json == null ? null : MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored model cannot be read", e);
        }
    }
}
