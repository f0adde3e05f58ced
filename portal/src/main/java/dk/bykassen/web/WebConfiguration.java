package dk.bykassen.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Templates, words and the hand that writes pages. */
@Configuration
class WebConfiguration implements WebMvcConfigurer {

    private final PageRenderer renderer;

    WebConfiguration(@Lazy PageRenderer renderer) {
        this.renderer = renderer;
    }

    /** Templates are compiled with the product: nothing is parsed or compiled while it serves. */
    @Bean
    static TemplateEngine templateEngine() {
        return TemplateEngine.createPrecompiled(ContentType.Html);
    }

    /** One file of words per module and language under {@code messages/}. */
    @Bean
    static MessageSource messageSource() throws IOException {
        var source = new ResourceBundleMessageSource();
        source.setDefaultEncoding("UTF-8");
        source.setFallbackToSystemLocale(false);
        source.setDefaultLocale(Locale.of("da"));
        source.setBasenames(bundles());
        return source;
    }

    @Override
    public void addReturnValueHandlers(List<HandlerMethodReturnValueHandler> handlers) {
        handlers.add(renderer);
    }

    private static String[] bundles() throws IOException {
        Resource[] found =
                new PathMatchingResourcePatternResolver().getResources("classpath*:messages/*_da.properties");
        return Stream.of(found)
                .map(file -> "messages/" + String.valueOf(file.getFilename()).replace("_da.properties", ""))
                .distinct()
                .sorted()
                .toArray(String[]::new);
    }
}
