package dk.bykassen.journey;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts the town for the first story that asks, sends everybody home after each, and stops it after the last. */
class TownExtension implements ParameterResolver, AfterEachCallback {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == JourneyTown.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return town(context);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        String story = context.getRequiredTestClass().getSimpleName() + "."
                + context.getRequiredTestMethod().getName();
        town(context).close(story, context.getExecutionException().isPresent());
    }

    private static JourneyTown town(ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.GLOBAL)
                .computeIfAbsent(JourneyTown.class, key -> JourneyTown.start(), JourneyTown.class);
    }
}
